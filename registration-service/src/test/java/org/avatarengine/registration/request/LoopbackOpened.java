package org.avatarengine.registration.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;

/** The tests' own server lies at this machine, where production fetches nothing from. */
@ApplicationScoped
class LoopbackOpened {

  @Produces
  @Singleton
  AddressPolicy addresses() throws UnknownHostException {
    return new AddressPolicy(Set.of(InetAddress.getAllByName("localhost")));
  }
}
