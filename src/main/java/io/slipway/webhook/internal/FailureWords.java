package io.slipway.webhook.internal;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;

/** Why there was no answer, for people. */
final class FailureWords {

    private FailureWords() {}

    static String of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WebhookSender.Forbidden || cause instanceof NameLookups.Unanswered) {
                return String.valueOf(cause.getMessage());
            }
            if (cause instanceof SSLException tls) {
                return "The encrypted connection could not be made: " + tls.getMessage();
            }
        }
        return switch (failure) {
            case UnknownHostException e -> "The receiver's name is not known: " + e.getMessage();
            case ConnectTimeoutException e -> "No connection in time.";
            case SocketTimeoutException e -> "No answer in time.";
            case ConnectException e -> "No connection: " + e.getMessage();
            default -> {
                String message = failure.getMessage();
                yield "No answer: " + (message == null ? failure.getClass().getSimpleName() : message);
            }
        };
    }
}
