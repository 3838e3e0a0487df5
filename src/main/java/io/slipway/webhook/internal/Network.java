package io.slipway.webhook.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A network in CIDR form.
 *
 * @param prefix how many leading bits count
 */
record Network(InetAddress address, int prefix) {

    /**
     * @throws IllegalArgumentException when the text is neither an address nor a network
     */
    static Network parse(String text) {
        String[] parts = text.strip().split("/", -1);
        // a name would be looked up
        if (parts.length > 2 || !parts[0].matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw new IllegalArgumentException("Not a network such as 10.0.0.0/8: " + text);
        }
        try {
            InetAddress address = InetAddress.getByName(parts[0]);
            int bits = address.getAddress().length * 8;
            int prefix = parts.length == 2 ? Integer.parseInt(parts[1]) : bits;
            if (prefix < 0 || prefix > bits) {
                throw new IllegalArgumentException("Not a network such as 10.0.0.0/8: " + text);
            }
            return new Network(address, prefix);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("Not a network such as 10.0.0.0/8: " + text, e);
        }
    }

    boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
