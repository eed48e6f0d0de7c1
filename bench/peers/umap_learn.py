"""umap-learn on the neighbour lists in a folder: writes places.umap-learn.f32 there, prints seconds and peak memory.

python umap_learn.py FOLDER   (vectors.f32, indices.i32, similarities.f32; size.json: rows, dimensions, k, seed)
"""
import json
import resource
import sys
import time
import warnings

import numpy as np
import umap

warnings.filterwarnings('ignore')
folder = sys.argv[1]
with open(f'{folder}/size.json') as file:
    size = json.load(file)
rows, k = size['rows'], size['k']
vectors = np.fromfile(f'{folder}/vectors.f32', dtype=np.float32).reshape(rows, size['dimensions'])
indices = np.fromfile(f'{folder}/indices.i32', dtype=np.int32).reshape(rows, k)
similarities = np.fromfile(f'{folder}/similarities.f32', dtype=np.float32).reshape(rows, k)

# umap-learn counts a paper as its own first neighbour.
own = np.arange(rows, dtype=np.int32)[:, None]
neighbors = np.hstack([own, indices])
distances = np.hstack([np.zeros((rows, 1), np.float32), np.maximum(0, 1 - similarities)])


def project(count, knn):
    model = umap.UMAP(n_neighbors=k + 1, metric='cosine', random_state=size['seed'], n_jobs=1, precomputed_knn=knn)
    return model.fit_transform(vectors[:count])


project(2000, (None, None, None))  # numba compiles
project_start, cpu_start = time.perf_counter(), time.process_time()
places = project(rows, (neighbors, distances, None))
wall, cpu = time.perf_counter() - project_start, time.process_time() - cpu_start
places.astype(np.float32).tofile(f'{folder}/places.umap-learn.f32')
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({'wall': wall, 'cpu': cpu, 'megabytes': peak}))
