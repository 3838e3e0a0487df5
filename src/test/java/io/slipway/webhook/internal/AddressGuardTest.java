package io.slipway.webhook.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "100.127.255.255",
                "169.254.169.254",
                "168.63.129.16",
                "224.0.0.1",
                "239.1.1.1",
                "255.255.255.255",
                "198.18.0.1",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::1",
                "2001::1",
                "2001:db8::1",
                "2130706433"
            })
    void what_is_not_public_is_refused(String address) throws UnknownHostException {
        assertThat(new AddressGuard(List.of()).allows(InetAddress.getByName(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.1.1.1", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450:4001::1"})
    void what_is_public_is_allowed(String address) throws UnknownHostException {
        assertThat(new AddressGuard(List.of()).allows(InetAddress.getByName(address)))
                .isTrue();
    }

    @Test
    void an_operator_allows_networks_and_nothing_beside_them() throws UnknownHostException {
        AddressGuard guard = new AddressGuard(List.of("10.20.0.0/14", " fd00::/8", "192.168.7.7"));

        assertThat(guard.allows(InetAddress.getByName("10.23.255.255"))).isTrue();
        assertThat(guard.allows(InetAddress.getByName("10.24.0.0"))).isFalse();
        assertThat(guard.allows(InetAddress.getByName("fd99::1"))).isTrue();
        assertThat(guard.allows(InetAddress.getByName("fc99::1"))).isFalse();
        assertThat(guard.allows(InetAddress.getByName("192.168.7.7"))).isTrue();
        assertThat(guard.allows(InetAddress.getByName("192.168.7.8"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/8/8", "example.com/8", "::1/129"})
    void what_is_no_network_stops_the_start(String text) {
        assertThatThrownBy(() -> new AddressGuard(List.of(text))).isInstanceOf(IllegalArgumentException.class);
    }
}
