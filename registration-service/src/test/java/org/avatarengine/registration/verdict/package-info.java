/** The rule of verdicts. */
package org.avatarengine.registration.verdict;
