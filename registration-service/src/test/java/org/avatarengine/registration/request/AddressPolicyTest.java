package org.avatarengine.registration.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

  private final AddressPolicy policy = AddressPolicy.publicOnly();

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Here and nowhere.
        "0.0.0.0",
        "0.1.2.3",
        "127.0.0.1",
        "127.255.255.254",
        "::",
        "::1",
        // Private, shared, local.
        "10.0.0.1",
        "10.255.255.255",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "169.254.0.1",
        "fc00::1",
        "fd12:3456:789a::1",
        "fe80::1",
        "fec0::1",
        // Where clouds answer their machines.
        "169.254.169.254",
        "169.254.170.2",
        "168.63.129.16",
        "100.100.100.200",
        "192.0.0.192",
        "fd00:ec2::254",
        "fe80::a9fe:a9fe",
        // For documents, measurements and protocols.
        "192.0.2.1",
        "198.51.100.1",
        "203.0.113.1",
        "198.18.0.1",
        "198.19.255.255",
        "192.88.99.1",
        "2001:db8::1",
        "3fff::1",
        "100::1",
        "5f00::1",
        // To many, to all, to nobody.
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "ff02::1",
        // Another address inside.
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::8.8.8.8",
        "64:ff9b:1::a00:1",
        "2002:7f00:1::1",
        "2002:a9fe:a9fe::1",
        "2001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:2::1",
        "2001:10::1",
      })
  void shouldRefuseWhatIsNotPublic(String address) throws Exception {
    assertThat(policy.admits(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "168.63.129.17",
        "192.0.1.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2001:200::1",
        "2001:4860:4860::8888",
        "2606:4700:4700::1111",
        "2a00:1450:4001::1",
      })
  void shouldAdmitWhatIsPublic(String address) throws Exception {
    assertThat(policy.admits(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void shouldRefuseAMappedAddressWhenItComesAsSixteenBytes() throws Exception {
    // Given
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xFF;
    mapped[11] = (byte) 0xFF;
    mapped[12] = 127;
    mapped[15] = 1;
    // When
    InetAddress six = java.net.Inet6Address.getByAddress(null, mapped, -1);
    // Then
    assertThat(six.getAddress()).hasSize(16);
    assertThat(policy.admits(six)).isFalse();
  }

  @Test
  void shouldAdmitOnlyThatOneWhenAnAddressIsOpened() throws Exception {
    // Given
    AddressPolicy opened = new AddressPolicy(Set.of(InetAddress.getLoopbackAddress()));
    // Then
    assertThat(opened.admits(InetAddress.getLoopbackAddress())).isTrue();
    assertThat(opened.admits(InetAddress.getByName("127.0.0.2"))).isFalse();
  }
}
