/**
 * Tasks from Kafka and reports back to it: acknowledged always, cancelled on order. Tasks run on
 * the bounded pool face-pool, control messages on event loops.
 */
package org.avatarengine.mlworker.task;
