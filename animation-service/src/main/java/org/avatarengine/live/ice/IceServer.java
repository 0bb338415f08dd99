package org.avatarengine.live.ice;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One entry of an {@code RTCConfiguration}, as browsers take it.
 *
 * @param urls the same server by its URLs
 * @param username for TURN, else null
 * @param credential for TURN, else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IceServer(List<String> urls, String username, String credential) {
  public IceServer {
    urls = List.copyOf(urls);
  }

  static IceServer stun(List<String> urls) {
    return new IceServer(urls, null, null);
  }
}
