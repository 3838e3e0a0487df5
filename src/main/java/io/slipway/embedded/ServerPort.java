package io.slipway.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Which port our own server listens on. */
final class ServerPort {

    private ServerPort() {}

    /** The wanted one, else the last one if it is free, else any: tools keep their connection over a restart. */
    static int choose(int wanted, int last) throws IOException {
        if (wanted > 0) {
            return wanted;
        }
        if (last > 0 && isFree(last)) {
            return last;
        }
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private static boolean isFree(int candidate) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), candidate), 1);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
