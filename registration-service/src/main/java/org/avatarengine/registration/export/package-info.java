/**
 * All data of one user as a zip file, made while it is sent: no more of it is in memory than a
 * record or a piece of a file. Event loops; packing happens on the worker pool.
 */
package org.avatarengine.registration.export;
