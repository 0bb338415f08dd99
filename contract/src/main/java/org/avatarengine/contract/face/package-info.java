/**
 * The registered face: its binary entry and the report of a face task. The codec keeps no state;
 * any thread.
 */
package org.avatarengine.contract.face;
