/** What a clip and each stage of a registration take. Runs on the program's main thread. */
package org.avatarengine.benchmarks.clip;
