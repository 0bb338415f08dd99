/** Artifacts of erased and refused avatars are removed. Event-loop code. */
package org.avatarengine.mlworker.erasure;
