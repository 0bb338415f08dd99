package org.avatarengine.registration.avatar;

import java.util.HashMap;
import java.util.Map;
import org.avatarengine.contract.id.AvatarId;

/** A list's query as statements: which ids it finds, in their order, and how many in all. */
final class AvatarSearch {

  private final StringBuilder where = new StringBuilder(" where not dry_run");
  private final Map<String, Object> parameters = new HashMap<>();
  private final AvatarQuery query;

  AvatarSearch(AvatarQuery query, StoredJson json) {
    this.query = query;
    if (query.ownerId() != null) {
      and("owner_id = :owner", "owner", query.ownerId().value());
    }
    if (!query.scope().isEmpty()) {
      and("id in (:scope)", "scope", query.scope().stream().map(AvatarId::value).toList());
    }
    if (!query.includeInactive()) {
      where.append(" and active");
    }
    if (query.text() != null) {
      and("search like :text escape '!'", "text", SearchText.pattern(query.text()));
    }
    if (!query.tags().isEmpty()) {
      // As text first: the driver takes a text where JSON is wanted for a JSON string.
      and(
          "cast(tags as jsonb) @> cast(cast(:tags as text) as jsonb)",
          "tags",
          json.write(query.tags()));
    }
    if (query.status() != null) {
      and("status = :status", "status", query.status().wire());
    }
  }

  /** The statement that gives the page's ids, in their order. */
  String ids() {
    return "select id from avatar"
        + where
        + " order by created_at desc, id limit "
        + query.size()
        + " offset "
        + (long) query.page() * query.size();
  }

  /** The statement that counts all that are found. */
  String total() {
    return "select count(*) from avatar" + where;
  }

  /** The parameters of either statement, by name. */
  Map<String, Object> parameters() {
    return parameters;
  }

  private void and(String condition, String name, Object value) {
    where.append(" and ").append(condition);
    parameters.put(name, value);
  }
}
