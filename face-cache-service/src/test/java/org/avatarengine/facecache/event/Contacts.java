package org.avatarengine.facecache.event;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A contact on a clock that tests turn. */
public final class Contacts {

  private final AtomicLong nanos = new AtomicLong();
  private final EventContact contact = new EventContact(nanos::get, Duration.ofSeconds(5));

  /** In contact just now. */
  public static Contacts fresh() {
    Contacts contacts = new Contacts();
    contacts.contact.confirm(0);
    return contacts;
  }

  public EventContact contact() {
    return contact;
  }

  public void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
