/** The catalogue of problems and the reasons a person can act on. Immutable values. */
package org.avatarengine.contract.problem;
