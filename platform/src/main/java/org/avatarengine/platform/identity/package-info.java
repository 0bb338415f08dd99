/**
 * Who is calling: token checks, roles, owner checks. Verification is pure computation on the event
 * loop; keys are re-read on a worker thread.
 */
package org.avatarengine.platform.identity;
