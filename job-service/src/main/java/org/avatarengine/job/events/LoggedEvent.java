package org.avatarengine.job.events;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.job.JobView;
import org.avatarengine.contract.problem.Reason;

/**
 * One line of the log.
 *
 * @param id position; one owner's events have ids in the order of their commits
 * @param data JSON object, as it goes out
 */
record LoggedEvent(long id, AvatarId avatarId, EventName name, String data) {

  /** The message as it goes out. */
  String message() {
    return message(name);
  }

  /** The same facts under another name. */
  String message(EventName as) {
    return "{\"event\":\"" + as.wire() + "\",\"id\":" + id + ",\"data\":" + data + "}";
  }

  /** What an event says of a job. */
  static String data(JobView job) {
    JsonObject data =
        new JsonObject()
            .put("avatarId", job.avatarId().toString())
            .put("jobId", job.jobId().toString())
            .put("kind", job.kind().name().toLowerCase(Locale.ROOT))
            .put("status", job.status().name().toLowerCase(Locale.ROOT))
            .put("progress", job.progress());
    if (job.stage() != null) {
      data.put("stage", job.stage());
    }
    data.put("attempt", job.attempt());
    if (job.error() != null) {
      JsonArray reasons = new JsonArray();
      for (Reason reason : job.error().reasons()) {
        reasons.add(new JsonObject().put("code", reason.code()).put("message", reason.message()));
      }
      data.put("type", job.error().type().slug()).put("reasons", reasons);
    }
    return data.put("time", job.updatedAt().toString()).encode();
  }
}
