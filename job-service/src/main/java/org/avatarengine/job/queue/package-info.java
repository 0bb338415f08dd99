/**
 * Jobs kept and moved on: the board's rules applied to rows, their effects put into the outbox.
 * Runs on the event loop of the request, record or timer that caused it.
 */
package org.avatarengine.job.queue;
