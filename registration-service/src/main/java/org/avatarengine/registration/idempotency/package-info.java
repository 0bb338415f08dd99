/** Upload keys: the same answer again for a day. Event loops only. */
package org.avatarengine.registration.idempotency;
