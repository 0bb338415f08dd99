/** Keys of the blob store. Immutable values. */
package org.avatarengine.contract.blob;
