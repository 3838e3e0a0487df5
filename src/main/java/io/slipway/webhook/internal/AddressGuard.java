package io.slipway.webhook.internal;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says which addresses may be sent to: public ones, and what the operator allows. Of IPv6 only global unicast is public,
 * without the ranges that carry an IPv4 address or stand for tunnels, because those lead elsewhere than they seem to.
 */
final class AddressGuard {

    private static final List<Network> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    // answers virtual machines of one cloud with what is theirs alone
                    "168.63.129.16/32",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20")
            .map(Network::parse)
            .toList();
    private static final Network GLOBAL_UNICAST = Network.parse("2000::/3");

    private final List<Network> allowed;

    AddressGuard(List<String> allowedNetworks) {
        allowed = allowedNetworks.stream()
                .filter(text -> !text.isBlank())
                .map(Network::parse)
                .toList();
    }

    /** Whether an address may be sent to. Java itself turns IPv4-mapped IPv6 addresses into IPv4 ones. */
    boolean allows(InetAddress address) {
        if (allowed.stream().anyMatch(network -> network.contains(address))) {
            return true;
        }
        if (NOT_PUBLIC.stream().anyMatch(network -> network.contains(address))) {
            return false;
        }
        return address instanceof Inet4Address || GLOBAL_UNICAST.contains(address);
    }
}
