package io.slipway.integration.http;

import io.slipway.common.Sha256;
import io.slipway.integration.internal.OnceKey;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request whose body is read up to a limit and no further, so that no caller can fill our memory. */
final class LimitedBody extends HttpServletRequestWrapper {

    private static final String ATTRIBUTE = LimitedBody.class.getName();

    private long limit;
    private @Nullable ServletInputStream input;
    private @Nullable MessageDigest digest;
    private byte @Nullable [] fingerprint;

    LimitedBody(HttpServletRequest request, long limit) {
        super(request);
        this.limit = limit;
        request.setAttribute(ATTRIBUTE, this);
    }

    static @Nullable LimitedBody of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof LimitedBody body ? body : null;
    }

    /** The endpoint reads its body as a stream and looks after its size itself. */
    void lift() {
        limit = Long.MAX_VALUE;
    }

    /**
     * Digests what is read from now on.
     *
     * @param beginning of what is digested
     */
    OnceKey.Upload digested(byte[] beginning) {
        MessageDigest whole = Sha256.digest();
        whole.update(beginning);
        digest = whole;
        return this::fingerprint;
    }

    private byte[] fingerprint() throws IOException {
        byte[] known = fingerprint;
        if (known == null) {
            getInputStream().transferTo(OutputStream.nullOutputStream());
            known = Objects.requireNonNull(digest).digest();
            fingerprint = known;
        }
        return known;
    }

    /**
     * Refuses a body whose announced length is too large before a byte of it is read.
     */
    void requireAnnouncedLength() throws BodyProblems.TooLarge {
        if (getContentLengthLong() > limit) {
            throw new BodyProblems.TooLarge(limit);
        }
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        ServletInputStream stream = input;
        if (stream == null) {
            stream = new Counted(super.getInputStream());
            input = stream;
        }
        return stream;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        String encoding = getCharacterEncoding();
        return new BufferedReader(new InputStreamReader(
                getInputStream(), encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding)));
    }

    private final class Counted extends ServletInputStream {
        private final ServletInputStream source;
        private long read;

        Counted(ServletInputStream source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            int value = source.read();
            count(value < 0 ? 0 : 1);
            if (digest != null && value >= 0) {
                digest.update((byte) value);
            }
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = source.read(bytes, offset, length);
            count(count);
            if (digest != null && count > 0) {
                digest.update(bytes, offset, count);
            }
            return count;
        }

        private void count(int bytes) throws BodyProblems.TooLarge {
            read += Math.max(bytes, 0);
            if (read > limit) {
                throw new BodyProblems.TooLarge(limit);
            }
        }

        @Override
        public boolean isFinished() {
            return source.isFinished();
        }

        @Override
        public boolean isReady() {
            return source.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            source.setReadListener(listener);
        }
    }
}
