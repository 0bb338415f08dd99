/** The whole service over its real engines, with job-service and face-cache played by the test. */
package org.avatarengine.registration;
