/** Forgetting jobs of erased avatars. Runs on the event loop of the record that orders it. */
package org.avatarengine.job.erasure;
