/**
 * The blob store: a folder or any S3. Every call hops to the worker pool and resumes on the
 * caller's context.
 */
package org.avatarengine.platform.blob;
