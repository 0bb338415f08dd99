/**
 * The HTTP doors to jobs: for users, and for registration. Runs on the event loop of the request.
 */
package org.avatarengine.job.api;
