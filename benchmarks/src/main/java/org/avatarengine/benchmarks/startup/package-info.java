/** How long the whole engine takes to start. One thread. */
package org.avatarengine.benchmarks.startup;
