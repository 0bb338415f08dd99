/** The document that the figures are written to, and the raw results beside it. One thread. */
package org.avatarengine.benchmarks.document;
