/**
 * How long the stages of a registration take: timers at the requirement's names, and their summary
 * for administrators. Any thread.
 */
package org.avatarengine.registration.stats;
