package io.slipway.integration.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * An answer that goes out when it is complete. Spring flushes after each body, which makes two packets of the shortest
 * answer: one in pieces, since its length is not known yet, and one that says it was the last. What streams events is left
 * alone.
 */
final class UnflushedAnswer extends HttpServletResponseWrapper {

    private final HttpServletRequest request;
    private @Nullable ServletOutputStream out;

    UnflushedAnswer(HttpServletRequest request, HttpServletResponse response) {
        super(response);
        this.request = request;
    }

    private boolean streams() {
        String type = getContentType();
        return request.isAsyncStarted() || type != null && type.startsWith(MediaType.TEXT_EVENT_STREAM_VALUE);
    }

    @Override
    public void flushBuffer() throws IOException {
        if (streams()) {
            super.flushBuffer();
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (out == null) {
            out = new Unflushed(super.getOutputStream());
        }
        return out;
    }

    private final class Unflushed extends ServletOutputStream {

        private final ServletOutputStream target;

        Unflushed(ServletOutputStream target) {
            this.target = target;
        }

        @Override
        public void write(int one) throws IOException {
            target.write(one);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            target.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            if (streams()) {
                target.flush();
            }
        }

        @Override
        public void close() throws IOException {
            target.close();
        }

        @Override
        public boolean isReady() {
            return target.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            target.setWriteListener(listener);
        }
    }
}
