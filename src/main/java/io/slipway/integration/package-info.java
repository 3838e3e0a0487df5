/**
 * The REST API for programs, under {@code /api/v1}. Every endpoint calls the same services as the pages do, as the owner
 * of the token; what is the same for all of them (signing in, limits, problems, doing a thing once, the list of calls)
 * is in {@code http} and happens around the controllers.
 *
 * <h2>Adding an endpoint</h2>
 *
 * <ol>
 *   <li>Write a {@code @RestController} in a package of its subject below this one, for example
 *       {@code integration.sandboxes}, with addresses that begin with {@link ApiPaths#V1}.
 *   <li>Say on each handler method, or on the class, what a token needs: {@link Needs}. A test fails where it is missing.
 *       Calls are refused while the account is locked unless {@link Needs#whileLocked} says that they go on.
 *   <li>Take an {@link ApiCaller} as parameter: it has the actor to hand to services, and the token. Find an environment
 *       of the address with {@link ApiEnvironments#find}, which answers 404 for what the caller may not know of.
 *   <li>Give and take records with named properties: the OpenAPI document is made of them. Times are
 *       {@link java.time.Instant}, ids are texts, decimals are texts.
 *   <li>Throw an {@link ApiProblem}, or what services throw: {@code InvalidInput}, {@code NotAllowed},
 *       {@code ChangedMeanwhile}, {@code GateClosed} become the right problems by themselves. A kind of problem that
 *       programs should be able to tell from others is a new constant of {@link ProblemType}.
 *   <li>An {@code Idempotency-Key} works for every POST without doing anything: an answer of 2xx is kept and given again.
 *       Where the work is one transaction, annotate the method with {@link AnsweredInTransaction} and call
 *       {@link ApiCaller#answerInTransaction} inside it: then not even a crash lets it happen twice.
 *   <li>Bodies are limited to {@code slipway.api.largest-body}; a method that takes more says so with {@link LargeBody}.
 *   <li>Describe it in {@code docs/API.md} and test it over HTTP, for example with {@code ApiClient} of the tests, whose
 *       answers are held against the OpenAPI document.
 * </ol>
 */
@NullMarked
package io.slipway.integration;

import org.jspecify.annotations.NullMarked;
