/** The recorded performance that live animation is measured with. Plain values, of any thread. */
package org.avatarengine.benchmarks.live.capture;
