/** The life of a job: states, rules, backoff. Plain synchronous values, safe on any thread. */
package org.avatarengine.job.board;
