/**
 * What the vision library costs, measured by JMH in JVMs of its own with one thread. Nothing of the
 * engine runs meanwhile.
 */
package org.avatarengine.benchmarks.vision;
