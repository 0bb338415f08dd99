/**
 * A performance in a file: frames of the codec in blocks, with an index to seek by time. Readers
 * and writers are for one thread and block on their channel: never on an event loop.
 */
package org.avatarengine.contract.recording;
