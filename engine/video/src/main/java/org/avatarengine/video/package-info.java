/**
 * Clips to frames: MP4 and MOV through FFmpeg, in a child process that serves one file under bounds
 * of memory, processor time and wall time and then ends. The service's own process never loads
 * FFmpeg. A source belongs to one thread; {@link org.avatarengine.video.VideoDecoder} to all.
 */
package org.avatarengine.video;
