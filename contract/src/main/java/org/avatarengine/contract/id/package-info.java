/** Ids as one-field records. Immutable values, safe on any thread. */
package org.avatarengine.contract.id;
