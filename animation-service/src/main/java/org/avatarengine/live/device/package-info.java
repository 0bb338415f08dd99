/**
 * Machines outside that the service speaks to of itself: only those whose addresses the operator
 * allows. Outputs are written on the session's loop.
 */
package org.avatarengine.live.device;
