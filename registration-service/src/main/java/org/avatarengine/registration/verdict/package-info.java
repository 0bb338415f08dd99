/**
 * What a job's news mean for its avatar. The rule is plain; the rest runs on the event loop of the
 * message or timer that brought the news.
 */
package org.avatarengine.registration.verdict;
