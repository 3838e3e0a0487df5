package io.slipway.integration.definitions;

import io.slipway.integration.ApiProblem;
import io.slipway.integration.ProblemType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the text of a document and the revision it was made of. */
final class DocumentBody {

    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"([0-9]{1,18})\"");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private DocumentBody() {}

    /**
     * The text, which is never half understood.
     *
     * @throws ApiProblem when it is not UTF-8
     */
    static String text(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw ApiProblem.of(ProblemType.MALFORMED_BODY)
                    .detail("The body is not UTF-8.")
                    .fix("Save the document as UTF-8.")
                    .exception();
        }
    }

    /**
     * The revision If-Match names; null: none, or any.
     *
     * @throws ApiProblem when it is no ETag of a definition
     */
    static @Nullable Long revision(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        Matcher matcher = ETAG.matcher(ifMatch.strip());
        if (!matcher.matches()) {
            throw ApiProblem.invalidParameter(
                    "If-Match",
                    "This is no ETag of a definition.",
                    "Send the ETag the definition was given with, for example \"12\".");
        }
        return Long.valueOf(matcher.group(1));
    }
}
