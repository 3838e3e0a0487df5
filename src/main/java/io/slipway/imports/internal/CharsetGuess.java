package io.slipway.imports.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Which encoding a file has: what its mark says, else UTF-8 if all of it is, else what old spreadsheets write. */
record CharsetGuess(String charset, boolean certain) {

    private static final int SAMPLE = 4096;

    // emoji and the like have a zero byte at the other place now and then
    private static final int MOSTLY = 8;

    static CharsetGuess of(Path file) throws IOException {
        byte[] start = start(file);
        if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
            return new CharsetGuess("UTF-8", isUtf8(file));
        }
        if (startsWith(start, 0xFF, 0xFE)) {
            return new CharsetGuess("UTF-16LE", true);
        }
        if (startsWith(start, 0xFE, 0xFF)) {
            return new CharsetGuess("UTF-16BE", true);
        }
        String unmarked = unmarkedUtf16(start);
        if (unmarked != null) {
            return new CharsetGuess(unmarked, true);
        }
        return isUtf8(file) ? new CharsetGuess("UTF-8", true) : new CharsetGuess("windows-1252", false);
    }

    /** Reads over a byte order mark, if the stream starts with the one of this encoding. */
    static void skipMark(InputStream bytes, String charset) throws IOException {
        int[] mark = switch (charset) {
            case "UTF-8" -> new int[] {0xEF, 0xBB, 0xBF};
            case "UTF-16LE" -> new int[] {0xFF, 0xFE};
            case "UTF-16BE" -> new int[] {0xFE, 0xFF};
            default -> new int[0];
        };
        bytes.mark(4);
        for (int expected : mark) {
            if (bytes.read() != expected) {
                bytes.reset();
                return;
            }
        }
    }

    /** Every second byte of a Latin letter, digit or separator is zero in UTF-16, which no other encoding of text has. */
    private static @Nullable String unmarkedUtf16(byte[] start) {
        int even = 0;
        int odd = 0;
        for (int i = 0; i < start.length; i++) {
            if (start[i] == 0) {
                if (i % 2 == 0) {
                    even++;
                } else {
                    odd++;
                }
            }
        }
        int many = Math.max(2, start.length / 16);
        if (odd >= many && even * MOSTLY <= odd) {
            return "UTF-16LE";
        }
        return even >= many && odd * MOSTLY <= even ? "UTF-16BE" : null;
    }

    private static byte[] start(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return bytes.readNBytes(SAMPLE);
        }
    }

    private static boolean startsWith(byte[] start, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= start.length || (start[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtf8(Path file) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        CharBuffer characters = CharBuffer.allocate(1 << 16);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            boolean end = false;
            while (!end) {
                int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                end = read < 0;
                bytes.position(bytes.position() + Math.max(0, read)).flip();
                if (decoder.decode(bytes, characters, end).isError()) {
                    return false;
                }
                bytes.compact();
                characters.clear();
            }
            return true;
        }
    }
}
