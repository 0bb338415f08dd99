/** How much memory the whole engine holds. One thread; the load has two clients. */
package org.avatarengine.benchmarks.memory;
