/**
 * The live events socket: a log of what happened to jobs, and the connections that follow it. A
 * connection's work runs one step at a time, on its own event loop or that of the database answer.
 */
package org.avatarengine.job.events;
