package org.avatarengine.job.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;

/** A viewer behind a real socket. */
record SocketLink(WebSocketConnection connection, MeterRegistry registry) implements ViewerLink {

  @Override
  public Uni<Void> send(String message) {
    return connection.isOpen() ? connection.sendText(message) : Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> close(Farewell farewell) {
    if (!connection.isOpen()) {
      return Uni.createFrom().voidItem();
    }
    registry.counter("avatar.job.events.closed", "reason", farewell.tag()).increment();
    return connection.close(new CloseReason(farewell.code(), farewell.text()));
  }

  @Override
  public boolean isOpen() {
    return connection.isOpen();
  }
}
