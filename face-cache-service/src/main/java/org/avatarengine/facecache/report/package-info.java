/**
 * What this service says on {@code avatar.face-events}: how often faces were read, and which are
 * damaged. Counting and noting may be done on any thread; the thread {@code face-reports} sends.
 */
package org.avatarengine.facecache.report;
