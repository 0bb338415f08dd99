/** Talking to job-service: submitting jobs and asking what became of them. Event loops only. */
package org.avatarengine.registration.job;
