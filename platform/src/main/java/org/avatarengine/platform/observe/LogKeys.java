package org.avatarengine.platform.observe;

import org.jboss.logging.MDC;

/** The fixed keys of our logs. Values are ids, never photos, landmarks, audio or tokens. */
public final class LogKeys {
  public static final String AVATAR_ID = "avatarId";
  public static final String FACE_ID = "faceId";
  public static final String JOB_ID = "jobId";
  public static final String SESSION_ID = "sessionId";
  public static final String TRACE_ID = "traceId";
  public static final String USER_ID = "userId";

  private LogKeys() {}

  /** Sets a key for as long as the returned scope is open, on this thread or Vert.x context. */
  public static Scope put(String key, Object value) {
    MDC.put(key, String.valueOf(value));
    return () -> MDC.remove(key);
  }

  /** Closing it removes the key. */
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }
}
