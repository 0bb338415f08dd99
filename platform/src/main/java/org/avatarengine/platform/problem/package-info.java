/** Errors as RFC 9457 problems, from any layer. Runs on whichever thread failed; never blocks. */
package org.avatarengine.platform.problem;
