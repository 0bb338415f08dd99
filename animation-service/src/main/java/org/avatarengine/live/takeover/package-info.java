/**
 * How a session outlives its instance: snapshots and leases in Redis, and the claiming of what was
 * orphaned. Any thread; nothing blocks but the orderly stop. Losing Redis costs takeovers only.
 */
package org.avatarengine.live.takeover;
