/** Jobs as everyone sees them: kinds, states, errors. Immutable values. */
package org.avatarengine.contract.job;
