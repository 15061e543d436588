import { ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';

/** Documents a refusal that says more than others do: the members that the problem has besides the usual ones. */
export function ApiProblem(status: number, description: string, members: z.ZodObject): MethodDecorator {
  const { type, properties, required } = z.toJSONSchema(members, { io: 'output' });
  const schema = { allOf: [{ $ref: '#/components/schemas/Problem' }, { type, properties, required }] };
  return ApiResponse({
    status,
    description,
    content: { 'application/problem+json': { schema: schema as never } },
  });
}
