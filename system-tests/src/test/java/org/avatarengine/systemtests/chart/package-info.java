/**
 * Tests of everything an operator installs: chart, rendered manifests, compose file, images, alerts
 * and dashboards. No cluster, no container engine; all on the test's own thread, in seconds.
 */
package org.avatarengine.systemtests.chart;
